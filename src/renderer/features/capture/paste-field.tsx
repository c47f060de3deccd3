/** Text to add, typed or pasted; what is pasted from a page or a word processor keeps its formatting. */
import type { ReactNode, Ref } from 'react'
import { TextArea } from '../../ui/text-field'
import type { Words } from './job'

/** `html`: the same with its formatting; empty where it was typed. */
export interface Pasted {
  text: string
  html: string
}
export const NOTHING_PASTED: Pasted = { text: '', html: '' }

/** As it is given to be captured. */
export function wordsOf({ text, html }: Pasted): Words {
  return html === ''
    ? { kind: 'text', format: guessFormat(text), text }
    : { kind: 'text', format: 'html', text: html }
}

/** Pasted source of a page, Markdown, or plain text. */
export function guessFormat(text: string): 'html' | 'md' | 'txt' {
  if (/^\s*(<!doctype html|<html|<article|<body|<div|<p[\s>]|<h1)/i.test(text)) return 'html'
  if (/^(#{1,6} |[-*] |\d+\. |> |```|---\n)/m.test(text) || /\[[^\]]+\]\(\S+\)/.test(text)) return 'md'
  return 'txt'
}

export function PasteField(props: {
  value: Pasted
  rows: number
  fieldRef?: Ref<HTMLTextAreaElement>
  onChange(value: Pasted): void
}): ReactNode {
  const { text, html } = props.value
  return (
    <TextArea
      ref={props.fieldRef}
      label="Or paste text"
      hint={html === '' ? undefined : 'Pasted with its formatting.'}
      rows={props.rows}
      value={text}
      onChange={(e) => props.onChange({ text: e.target.value, html: '' })}
      onPaste={(e) => {
        const rich = e.clipboardData.getData('text/html')
        // Into a field that already holds something, only the words are pasted.
        if (rich === '' || text !== '') return
        e.preventDefault()
        props.onChange({ text: e.clipboardData.getData('text/plain'), html: rich })
      }}
    />
  )
}
