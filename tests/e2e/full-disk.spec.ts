/**
 * A disk that is really full, in both hosts: the sentence, the edit kept, saved once there is space, there after a kill.
 * And a window that is closed at once after a highlight.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { Capture } from './pages/capture'
import { Library } from './pages/library'
import { Reader } from './pages/reader'
import { Shell } from './pages/shell'
import { Welcome } from './pages/welcome'
import { expect, test } from './support/fixtures'

/** Longer than the room that is left in the last block of the journal. */
const NOTE = 'What the margin is for. '.repeat(500).trim()

async function oneArticle(page: Page): Promise<void> {
  await new Shell(page).ready()
  await new Welcome(page).startEmpty()
  const capture = new Capture(page)
  await capture.addFiles([
    {
      name: 'Tides.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from('# Tides\n\nAll that is known of tides was once written in a margin.\n')
    }
  ])
  await expect(capture.receipts).toHaveCount(1)
  await capture.done()
  await new Library(page).row('Tides').click()
}

/** A file system of 24 MB for this library alone; undefined where mounting is not allowed. */
function tinyDisk(dir: string): { fill(): void; free(): void; end(): void } | undefined {
  const folder = join(dir, 'library')
  execFileSync('mkdir', ['-p', folder])
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=0777', 'carrel-test', folder])
  if (mounted.status !== 0) return undefined
  const filler = join(folder, '.fill')
  return {
    fill() {
      for (
        let size = statfsSync(folder).bfree * statfsSync(folder).bsize;
        size >= 1;
        size = Math.floor(size / 2)
      )
        try {
          writeFileSync(filler, Buffer.alloc(size), { flag: 'a' })
        } catch (error) {
          // Less than that is free by now: half of it, then.
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        }
    },
    free: () => rmSync(filler),
    end: () => void execFileSync('umount', ['-l', folder])
  }
}

test('a full disk: said, kept, saved when there is space, and there after a kill', async ({ dir, open }) => {
  const disk = tinyDisk(dir)
  test.skip(disk === undefined, 'a small disk cannot be mounted here (needs root)')
  if (!disk) return
  try {
    const first = await open()
    const { page } = first
    await oneArticle(page)
    disk.fill()
    await page.getByRole('button', { name: 'Note on this article…' }).click()
    await page.getByLabel('Note on this article, in Markdown').fill(NOTE)
    const bar = page.getByRole('region', { name: 'Not saved yet' })
    await expect(bar).toContainText('The disk is full. 1 change is kept in memory and will be tried again.')
    // Another edit meanwhile: nothing of it is lost or called saved.
    await page.getByLabel('Note on this article, in Markdown').fill(`${NOTE} And more.`)
    await expect(page.getByText('Not saved yet').first()).toBeVisible()
    // A highlight that waits for the disk is still painted when one leaves the article and comes back.
    const reader = new Reader(page)
    await reader.select('once written in a margin')
    await page.keyboard.press('1')
    await new Shell(page).goTo('Highlights')
    await new Shell(page).goTo('Inbox')
    await new Library(page).row('Tides').click()
    await expect.poll(() => reader.paintedAs('amber')).toEqual(['once written in a margin'])
    disk.free()
    await bar.getByRole('button', { name: 'Try now' }).click()
    await expect(bar).toBeHidden()
    await expect(page.getByText('Saved on this computer')).toBeVisible()
    await first.kill()

    const again = await open()
    await new Library(again.page).row('Tides').click()
    await expect(again.page.getByText(/And more\./)).toBeVisible()
    await expect.poll(() => new Reader(again.page).paintedAs('amber')).toEqual(['once written in a margin'])
    await again.page.getByRole('button', { name: 'Edit the note' }).click()
    await again.page.getByLabel('Note on this article, in Markdown').fill('Once more.')
    await expect(again.page.getByText('Saved on this computer')).toBeVisible()
    await again.stop()
  } finally {
    disk.end()
  }
})

test('a copy of what is not saved can be kept and brought back', async ({ dir, open, host }) => {
  test.skip(host === 'electron', 'Electron asks the system where to save; the page is the same')
  const disk = tinyDisk(dir)
  test.skip(disk === undefined, 'a small disk cannot be mounted here (needs root)')
  if (!disk) return
  try {
    const first = await open()
    await oneArticle(first.page)
    disk.fill()
    await first.page.getByRole('button', { name: 'Note on this article…' }).click()
    await first.page.getByLabel('Note on this article, in Markdown').fill(NOTE)
    const [download] = await Promise.all([
      first.page.waitForEvent('download'),
      first.page.getByRole('button', { name: 'Save a copy…' }).click()
    ])
    const path = await download.path()
    const kept = readFileSync(path)
    await first.kill()
    disk.free()
    const { page } = await open()
    await new Library(page).row('Tides').click()
    await expect(page.getByRole('button', { name: 'Note on this article…' })).toBeVisible()
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('>Bring back unsaved')
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')])
    await chooser.setFiles({ name: 'kept.json', mimeType: 'application/json', buffer: kept })
    await expect(page.getByText('Brought back 1 change.').first()).toBeVisible()
    await expect(page.getByText(/What the margin is for/)).toBeVisible()
  } finally {
    disk.end()
  }
})

test('a window closed at once after a highlight has saved it', async ({ open }) => {
  const first = await open()
  await oneArticle(first.page)
  const reader = new Reader(first.page)
  await reader.select('once written in a margin')
  await first.page.keyboard.press('1')
  await first.page.close()
  await first.kill()
  const { page } = await open()
  await new Library(page).row('Tides').click()
  await expect(page.getByRole('button', { name: /^Highlight, amber/ }).first()).toBeAttached()
})
