/** What holds in both hosts: no Node in the page, nothing from outside, nothing of the disk but ours. */
import { expect, test } from './support/fixtures'
import { openSinkhole } from './support/sinkhole'

test('there is no Node in the page', async ({ page }) => {
  const kinds = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', '__dirname', 'ipcRenderer'].map(
      (name) => typeof (globalThis as Record<string, unknown>)[name]
    )
  )
  expect(kinds).toEqual(kinds.map(() => 'undefined'))
})

test('our own page reaches nothing outside and runs nothing inline', async ({ page }) => {
  const sink = await openSinkhole()
  const outcome = await page.evaluate(async (origin) => {
    const loaded: string[] = []
    const add = (tag: string, attributes: Record<string, string>): Promise<void> =>
      new Promise((resolve) => {
        const element = document.createElement(tag)
        element.onload = () => {
          if (tag !== 'iframe') loaded.push(tag)
          resolve()
        }
        element.onerror = () => resolve()
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
        document.body.append(element)
        setTimeout(resolve, 1500)
      })
    await fetch(`${origin}/fetch`, { mode: 'no-cors' }).then(
      () => loaded.push('fetch'),
      () => undefined
    )
    await Promise.all([
      add('img', { src: `${origin}/img` }),
      add('iframe', { src: `${origin}/frame` }),
      add('script', { src: `${origin}/script` }),
      add('link', { rel: 'stylesheet', href: `${origin}/style` }),
      add('link', { rel: 'prefetch', href: `${origin}/prefetch` }),
      add('video', { src: `${origin}/video` }),
      add('object', { data: `${origin}/object` }),
      add('div', { style: `background: url(${origin}/background)` })
    ])
    navigator.sendBeacon(`${origin}/beacon`)
    const inline = document.createElement('script')
    inline.textContent = 'globalThis.__carrel_canary = 1'
    document.body.append(inline)
    let evaluated = true
    try {
      new Function('return 1')()
    } catch {
      evaluated = false
    }
    const canary = '__carrel_canary' in globalThis
    return { loaded, evaluated, canary }
  }, sink.origin)
  expect(outcome).toEqual({ loaded: [], evaluated: false, canary: false })
  await page.waitForTimeout(500)
  expect(sink.heard).toEqual([])
  await sink.close()
})

test('only our files and assets are handed out, with their headers', async ({ page }) => {
  const ask = (path: string): Promise<{ status: number; type: string; policy: string; sniff: string }> =>
    page.evaluate(async (p) => {
      const response = await fetch(p)
      const header = (name: string): string => response.headers.get(name) ?? ''
      return {
        status: response.status,
        type: header('content-type'),
        policy: header('content-security-policy'),
        sniff: header('x-content-type-options')
      }
    }, path)

  const shell = await ask('./index.html')
  expect(shell.status).toBe(200)
  expect(shell.type).toContain('text/html')
  expect(shell.policy).toContain("default-src 'none'")
  expect(shell.policy).not.toContain('unsafe')
  expect(shell.sniff).toBe('nosniff')
  for (const path of [
    './package.json',
    './..%2f..%2fpackage.json',
    './%2e%2e/main/index.js',
    './asset/..%2flibrary.json',
    './asset/library.json',
    `./asset/${'0'.repeat(64)}.html`,
    `./asset/${'0'.repeat(64)}.js`,
    './.sources',
    './assets/'
  ]) {
    const answer = await ask(path)
    expect(answer.status, path).toBe(404)
    expect(answer.sniff, path).toBe('nosniff')
  }
})
