/** Looking back. */
export { ReviewSetting } from './review-setting'
export { ReviewView } from './review-view'
