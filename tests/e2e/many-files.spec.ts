/**
 * A whole folder added in one go: reading and typing go on, it can be cancelled half way, a kill costs nothing, and what
 * the receipts say adds up. 500 files here; `CARREL_FILES=5000` for as many as the issue asks.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { Capture } from './pages/capture'
import { Library } from './pages/library'
import { Reader } from './pages/reader'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

const FILES = Number(process.env['CARREL_FILES'] ?? 500)
const BROKEN = 3

function makeFolder(dir: string): string {
  const folder = join(dir, 'papers')
  mkdirSync(folder)
  for (let i = 0; i < FILES - BROKEN; i++) {
    const paragraphs = Array.from(
      { length: 12 },
      (_, p) =>
        `<p>Paper ${i}, paragraph ${p}: the lamp of reader ${i * 31 + p} was lit when the others had gone home, and nobody minded.</p>`
    ).join('\n')
    writeFileSync(
      join(folder, `paper-${i}.html`),
      `<!doctype html><html lang="en"><head><title>Paper ${i}</title></head><body><nav>Menu</nav><article><h1>Paper ${i}</h1>${paragraphs}</article></body></html>`
    )
  }
  writeFileSync(join(folder, 'broken-a.pdf'), 'This is no PDF.')
  writeFileSync(join(folder, 'broken-b.epub'), 'PK\u0003\u0004 and nothing behind it')
  writeFileSync(join(folder, 'broken-c.html'), '')
  return folder
}

/** Counts what the person would feel: how long the page did not draw, and how long a task held it. */
async function watchFrames(
  page: Page
): Promise<() => Promise<{ frames: number; longest: number; task: number }>> {
  await page.evaluate(() => {
    const seen = { frames: 0, longest: 0, task: 0, on: true }
    Object.assign(window, { seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.task = Math.max(seen.task, entry.duration)
    }).observe({ type: 'longtask' })
    let last = performance.now()
    const tick = (now: number): void => {
      seen.frames++
      seen.longest = Math.max(seen.longest, now - last)
      last = now
      if (seen.on) requestAnimationFrame(tick)
    }
    requestAnimationFrame((now) => {
      last = now
      requestAnimationFrame(tick)
    })
  })
  return () =>
    page.evaluate(() => {
      const { seen } = window as unknown as {
        seen: { frames: number; longest: number; task: number; on: boolean }
      }
      seen.on = false
      return { frames: seen.frames, longest: Math.round(seen.longest), task: Math.round(seen.task) }
    })
}

/** `12 of 300` in the dialog. */
async function until(capture: Capture, share: number): Promise<void> {
  await expect
    .poll(
      async () =>
        Number(/([\d,]+) of/.exec((await capture.dialog.textContent()) ?? '')?.[1]?.replace(/,/g, '') ?? 0),
      {
        timeout: 900_000,
        intervals: [50]
      }
    )
    .toBeGreaterThan(FILES * share)
}

test('a folder of files is added while one reads and types; cancelled, killed and taken up again', async ({
  open,
  dir,
  host
}, info) => {
  test.setTimeout(240_000 + FILES * 400)
  const folder = makeFolder(dir)
  let carrel = await open()
  let shell = new Shell(carrel.page)
  await shell.ready()
  await new Welcome(carrel.page).openSample()
  // The sample library puts its articles where they belong after adding them.
  await expect.poll(() => shell.countOf('Archive')).toBe(1)
  const before = await shell.countOf('Inbox')

  // Begin, close the dialog, read and type.
  let capture = new Capture(carrel.page)
  await capture.open()
  await capture.dialog.getByLabel('Folder to add').setInputFiles(folder)
  await expect(capture.dialog.getByRole('progressbar')).toBeVisible()
  await capture.dialog.getByRole('button', { name: 'Close' }).click()
  await shell.goTo('Reading')
  await new Library(carrel.page).open('Welcome to Carrel')
  const reader = new Reader(carrel.page)
  await reader.ready('Welcome to Carrel')
  const frames = await watchFrames(carrel.page)
  for (let i = 0; i < 12; i++) {
    await reader.scroller.evaluate((s) => s.scrollBy(0, 120))
    await carrel.page.waitForTimeout(100)
  }
  await reader.writeArticleNote(
    'Typed while hundreds of papers were being added, and every word of it is here.'
  )
  const felt = await frames()
  console.log(
    `${host}: ${FILES} files: ${felt.frames} frames, longest ${felt.longest} ms, longest task ${felt.task} ms`
  )
  info.annotations.push({ type: 'frames', description: JSON.stringify(felt) })

  // Cancel on the way.
  await capture.open()
  await until(capture, 0.2)
  await capture.dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(capture.dialog.getByText('the rest was cancelled')).toBeVisible({ timeout: 60_000 })
  const said = (await capture.dialog.textContent()) ?? ''
  const added = Number(/([\d,]+) articles added/.exec(said)?.[1]?.replace(/,/g, ''))
  expect(added).toBeGreaterThan(0)
  expect(added).toBeLessThan(FILES - BROKEN)
  await capture.dialog.getByRole('button', { name: 'Done' }).click()
  await expect.poll(() => shell.countOf('Inbox')).toBe(before + added)

  // Take it up again, and lose the power.
  await capture.open()
  await capture.dialog.getByLabel('Folder to add').setInputFiles(folder)
  await until(capture, 0.7)
  await carrel.kill()
  carrel = await open()
  shell = new Shell(carrel.page)
  await shell.ready()
  await expect(shell.toast(/^Adding was interrupted after [\d,]+ of [\d,]+ files/)).toBeVisible()
  await shell.messages.getByRole('button', { name: 'Add…' }).click()
  capture = new Capture(carrel.page)
  await capture.dialog.getByLabel('Folder to add').setInputFiles(folder)
  await expect(carrel.page.getByRole('dialog', { name: 'Added' })).toBeVisible({ timeout: 900_000 })
  const last = (await capture.dialog.textContent()) ?? ''
  const count = (of: RegExp): number => Number(of.exec(last)?.[1]?.replace(/,/g, '') ?? 0)
  expect(count(/([\d,]+) articles? added/) + count(/([\d,]+) already there/)).toBe(FILES - BROKEN)
  expect(count(/([\d,]+) not added/)).toBe(BROKEN)
  await capture.dialog.getByRole('button', { name: 'Done' }).click()
  await expect.poll(() => shell.countOf('Inbox')).toBe(before + FILES - BROKEN)
  await shell.place('Inbox').click()
  await new Library(carrel.page).list.getByRole('option').first().click()
  await expect(new Reader(carrel.page).title).toHaveText(/^Paper \d+$/)
})
