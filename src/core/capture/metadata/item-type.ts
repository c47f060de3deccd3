/** The kind of source, as its page describes it. */
import type { ItemType } from '#shared/contract/records'
import type { Claims } from './claims'
import { typesOf, type Entity } from './json-ld'

const BY_META: readonly (readonly [name: string, type: ItemType])[] = [
  ['citation_journal_title', 'article-journal'],
  ['citation_conference_title', 'paper-conference'],
  ['citation_dissertation_institution', 'thesis'],
  ['citation_technical_report_institution', 'report'],
  ['citation_inbook_title', 'chapter'],
  ['citation_isbn', 'book']
]
const BY_SCHEMA: readonly (readonly [name: RegExp, type: ItemType])[] = [
  [/^(ScholarlyArticle|MedicalScholarlyArticle)$/, 'article-journal'],
  [/NewsArticle$|^(OpinionNewsArticle|ReportageNewsArticle|AnalysisNewsArticle)$/, 'article-newspaper'],
  [/^(BlogPosting|LiveBlogPosting|SocialMediaPosting)$/, 'post-weblog'],
  [/^Thesis$/, 'thesis'],
  [/^Report$/, 'report'],
  [/^Chapter$/, 'chapter'],
  [/^Book$/, 'book']
]

export function itemTypeOf(claims: Claims, work: Entity | undefined): ItemType {
  for (const [name, type] of BY_META) if (claims.meta.has(name)) return type
  for (const stated of work ? typesOf(work) : [])
    for (const [name, type] of BY_SCHEMA) if (name.test(stated)) return type
  if (claims.meta.get('og:type')?.[0] === 'book') return 'book'
  if (claims.coins.has('rft.jtitle')) return 'article-journal'
  return 'webpage'
}
