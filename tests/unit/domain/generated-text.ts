/** Texts made from word lists, and edits of them whose truth is known: every token remembers where it came from. */

/** mulberry32: a small seeded generator, so that a failure can be repeated. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const WORDS = {
  en: 'the of and a to in that it was for reading room lamp shelf index copy margin note archive letter printed keeper catalogue against beside often seldom because although under every winter morning carried described doubted measured returned quiet careful numbered second third common particular question answer reason doubtful passage page',
  de: 'der die das und ein zu in dass es war für Lesesaal Lampe Regal Verzeichnis Abschrift Rand Notiz Archiv Brief gedruckt Wärter Katalog gegen neben oft selten weil obwohl unter jeder Winter Morgen getragen beschrieben bezweifelt gemessen zurückgegeben still sorgfältig gezählt zweite dritte gewöhnlich besondere Frage Antwort Grund zweifelhaft Stelle Seite Übergröße Maß',
  ar: 'في من على إلى كان قال هذا التي كتاب مكتبة قارئ مصباح رف فهرس نسخة هامش ملاحظة أرشيف رسالة مطبوعة حارس ضد بجانب غالبا نادرا لأن رغم تحت كل شتاء صباح حمل وصف شك قاس أعاد هادئ دقيق مرقم ثان ثالث شائع خاص سؤال جواب سبب مشكوك فقرة صفحة',
  zh: '的 了 在 是 我 有 和 就 不 人 都 一 一个 上 也 很 到 说 要 去 你 会 着 没有 看 好 自己 这 书 图书馆 读者 灯 书架 目录 抄本 页边 注释 档案 信 印刷 管理员 常常 很少 因为 虽然 每个 冬天 早晨 描述 怀疑 测量 归还 安静 仔细 问题 答案 理由 段落'
} as const
export type Language = keyof typeof WORDS
export const languages = Object.keys(WORDS) as Language[]

export interface Token {
  text: string
  /** Number in the original; -1 for what an edit put in. */
  from: number
}
export interface Source {
  language: Language
  paragraphs: Token[][]
}

export function generate(language: Language, random: () => number, paragraphs = 40): Source {
  const words = WORDS[language].split(' ')
  let number = 0
  // Frequent words come first and are drawn more often, so that passages resemble one another.
  const word = (): string => words[Math.floor(random() ** 1.6 * words.length)] ?? ''
  return {
    language,
    paragraphs: Array.from({ length: paragraphs }, () => {
      const tokens: Token[] = []
      const sentences = 2 + Math.floor(random() * 5)
      for (let s = 0; s < sentences; s++) {
        const length = 5 + Math.floor(random() * 18)
        for (let i = 0; i < length; i++)
          tokens.push({
            text: word() + (i === length - 1 ? (language === 'zh' ? '。' : '.') : ''),
            from: number++
          })
      }
      return tokens
    })
  }
}

/** The text and, for every token of the original that is left, where it stands. */
export function write(source: Source): { text: string; at: Map<number, { start: number; end: number }> } {
  const at = new Map<number, { start: number; end: number }>()
  let text = ''
  source.paragraphs.forEach((p, i) => {
    if (i > 0) text += '\n'
    p.forEach((t, j) => {
      if (j > 0 && source.language !== 'zh') text += ' '
      if (t.from >= 0) at.set(t.from, { start: text.length, end: text.length + t.text.length })
      text += t.text
    })
  })
  return { text, at }
}

/** Deletes, replaces and inserts words (`share` of them), and moves whole paragraphs about. */
export function edit(source: Source, random: () => number, share: number, reorder: boolean): Source {
  const words = WORDS[source.language].split(' ')
  const other = (): string => words[Math.floor(random() * words.length)] ?? ''
  const paragraphs = source.paragraphs.map((p) =>
    p.flatMap((t): Token[] => {
      if (random() >= share) return [t]
      const kind = random()
      if (kind < 0.33) return []
      if (kind < 0.66) return [{ text: other(), from: t.from }]
      return [{ text: other(), from: -1 }, t]
    })
  )
  if (reorder)
    for (let n = 0; n < paragraphs.length / 8; n++) {
      const [moved] = paragraphs.splice(Math.floor(random() * paragraphs.length), 1)
      if (moved) paragraphs.splice(Math.floor(random() * (paragraphs.length + 1)), 0, moved)
    }
  return { language: source.language, paragraphs: paragraphs.filter((p) => p.length > 0) }
}
