import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Autosave, SAVE_AFTER_MS } from '../../../src/renderer/features/notes/autosave'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('Autosave', () => {
  it('waits for a pause, then saves the newest text once', async () => {
    const save = vi.fn(async () => undefined)
    const auto = new Autosave(save, () => undefined)
    auto.change('a')
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS - 1)
    auto.change('ab')
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS - 1)
    expect(save).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(save.mock.calls).toEqual([['ab']])
  })

  it('saves at once when flushed, and not again without a change', async () => {
    const save = vi.fn(async () => undefined)
    const auto = new Autosave(save, () => undefined)
    auto.change('x')
    await auto.flush()
    await auto.flush()
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS * 2)
    expect(save.mock.calls).toEqual([['x']])
  })

  it('never has two saves under way, and ends with the newest', async () => {
    const order: string[] = []
    const release: (() => void)[] = []
    const auto = new Autosave(
      (text) => {
        order.push(`begin ${text}`)
        return new Promise<void>((resolve) =>
          release.push(() => {
            order.push(`end ${text}`)
            resolve()
          })
        )
      },
      () => undefined
    )
    auto.change('1')
    const first = auto.flush()
    auto.change('2')
    const second = auto.flush()
    expect(order).toEqual(['begin 1'])
    release[0]?.()
    await first
    await vi.advanceTimersByTimeAsync(0)
    expect(order).toEqual(['begin 1', 'end 1', 'begin 2'])
    release[1]?.()
    await second
    expect(order.at(-1)).toBe('end 2')
  })

  it('keeps a text that could not be saved and tries it again', async () => {
    const states: string[] = []
    const save = vi.fn(async (_text: string) => undefined).mockRejectedValueOnce(new Error('full'))
    const auto = new Autosave(save, (state) => states.push(state))
    auto.change('x')
    await auto.flush()
    expect(states).toEqual(['saving', 'failed'])
    await auto.flush()
    expect(save.mock.calls).toEqual([['x'], ['x']])
    expect(states.at(-1)).toBe('saved')
  })
})
