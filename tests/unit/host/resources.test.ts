import { describe, expect, it } from 'vitest'
import { securityHeaders } from '#shared/host/headers'
import { resourceAt } from '#shared/host/resources'

const hash = '0123456789abcdef'.repeat(4)

describe('what a path asks for', () => {
  it('knows the page, its files and assets', () => {
    expect(resourceAt('/')).toMatchObject({ kind: 'file', parts: ['index.html'] })
    expect(resourceAt('/assets/index-Bv97q3T_.js')).toEqual({
      kind: 'file',
      parts: ['assets', 'index-Bv97q3T_.js'],
      type: 'text/javascript; charset=utf-8'
    })
    expect(resourceAt(`/asset/${hash}.webp`)).toEqual({
      kind: 'asset',
      name: `${hash}.webp`,
      type: 'image/webp'
    })
    // The file that an article came in, whatever it is: bytes for pdf.js, never a page.
    expect(resourceAt(`/asset/${hash}.raw`)).toMatchObject({ type: 'application/octet-stream' })
  })

  it.each([
    '',
    'index.html',
    '//index.html',
    '/../index.html',
    '/a/../index.html',
    '/./index.html',
    '/.env.html',
    '/a\\b.html',
    '/%69ndex.html',
    '/index.html/',
    '/index',
    '/index.exe',
    '/index.HTML',
    '/a/b/c/d/e/f/g/h/i.html',
    `/${'a'.repeat(300)}.html`,
    '/asset/index.html',
    `/asset/${hash}.js`,
    `/asset/${hash}.css`,
    `/asset/${hash}`,
    `/asset/${hash.toUpperCase()}.png`,
    `/asset/x/${hash}.png`
  ])('%j asks for nothing of ours', (path) => {
    expect(resourceAt(path)).toBeUndefined()
  })
})

describe('the headers', () => {
  it('let our page use its own files only', () => {
    const policy = securityHeaders('file')['content-security-policy']
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|data:|https?:|\*/)
  })
  it('name the socket where there is one', () => {
    expect(securityHeaders('file', { socket: 'ws://127.0.0.1:5' })['content-security-policy']).toContain(
      "connect-src 'self' ws://127.0.0.1:5;"
    )
  })
  it('let nothing of the library run', () => {
    const policy = securityHeaders('asset')['content-security-policy']
    expect(policy).toMatch(/sandbox allow-same-origin$/)
    expect(policy).not.toMatch(/script-src|connect-src|allow-scripts/)
  })
})
