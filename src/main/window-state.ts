/** The window's size and place, remembered from one run to the next. */
import { join } from 'node:path'
import { z } from 'zod'
import type { BrowserWindow, Rectangle } from 'electron'
import { readJsonFile, writeJsonFile } from './json-file'

const state = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  maximized: z.boolean()
})
export type WindowState = z.infer<typeof state>

const fresh = { width: 1280, height: 832 }

/**
 * The remembered bounds, if a good part of them still lies on one of `displays` (work areas); a screen may have
 * been unplugged since.
 */
export function recallWindow(
  userData: string,
  displays: readonly Rectangle[]
): Partial<WindowState> & { width: number; height: number } {
  const saved = readJsonFile(join(userData, 'window.json'), state)
  if (!saved) return fresh
  if (displays.some((area) => overlap(saved, area) >= 100 * 100)) return saved
  return { width: saved.width, height: saved.height, maximized: saved.maximized }
}

/** Writes the bounds down when the window closes. */
export function rememberWindow(
  window: BrowserWindow,
  userData: string,
  log: (message: string, error: unknown) => void
): void {
  window.on('close', () => {
    const saved: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeJsonFile(join(userData, 'window.json'), saved)
    } catch (error) {
      log('the window’s place was not remembered', error) // must not keep the window from closing
    }
  })
}

/** The common area in square pixels. */
function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}
