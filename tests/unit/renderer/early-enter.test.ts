// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { useEarlyEnter } from '../../../src/renderer/features/search/use-early-enter'

function field(text: string, answered: boolean) {
  const take = vi.fn()
  const { result, rerender, unmount } = renderHook(
    (props) => useEarlyEnter(props.text, props.answered, take),
    {
      initialProps: { text, answered }
    }
  )
  return {
    take,
    rerender,
    unmount,
    press: () => result.current.press(),
    forget: () => result.current.forget()
  }
}

it('takes the answer when it comes, once', () => {
  const { take, rerender, press } = field('octopus', false)
  press()
  rerender({ text: 'octopus', answered: false })
  expect(take).not.toHaveBeenCalled()
  rerender({ text: 'octopus', answered: true })
  rerender({ text: 'octopus', answered: true })
  expect(take).toHaveBeenCalledOnce()
})

it('takes nothing of another text, after Esc, or when Enter was not pressed', () => {
  const changed = field('octo', false)
  changed.press()
  changed.rerender({ text: 'octop', answered: false })
  changed.rerender({ text: 'octo', answered: true })
  expect(changed.take).not.toHaveBeenCalled()
  const given = field('octo', false)
  given.press()
  given.forget()
  given.rerender({ text: 'octo', answered: true })
  expect(given.take).not.toHaveBeenCalled()
  const left = field('octo', false)
  left.press()
  left.unmount()
  expect(left.take).not.toHaveBeenCalled()
})
