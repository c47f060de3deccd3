/** How Markdown looks while it is written: the tokens of the app, nothing of CodeMirror's own colours. */
import { EditorView } from '@codemirror/view'

export const theme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'transparent', fontSize: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflowX: 'hidden' },
  '.cm-content': { padding: '0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0', unicodeBidi: 'plaintext', textAlign: 'start' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '1.5px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--bg-select)'
  },
  '.cm-placeholder': { color: 'var(--ink-3)' },
  '.cm-h': { fontWeight: '600', lineHeight: '1.3' },
  '.cm-h1': { fontSize: '1.5em' },
  '.cm-h2': { fontSize: '1.25em' },
  '.cm-h3': { fontSize: '1.1em' },
  '.cm-strong': { fontWeight: '650' },
  '.cm-em': { fontStyle: 'italic' },
  '.cm-strike': { textDecoration: 'line-through' },
  '.cm-mark': { color: 'var(--ink-3)' },
  '.cm-code': {
    fontFamily: 'var(--font-mono)',
    fontSize: '.88em',
    backgroundColor: 'var(--bg-select-quiet)',
    borderRadius: '3px'
  },
  '.cm-code-line': { fontFamily: 'var(--font-mono)', fontSize: '.88em', backgroundColor: 'var(--bg-hover)' },
  '.cm-math': { fontFamily: 'var(--font-mono)', fontSize: '.92em', color: 'var(--ink-2)' },
  '.cm-quote': {
    borderInlineStart: '3px solid var(--line-strong)',
    paddingInlineStart: '12px',
    color: 'var(--ink-2)'
  },
  '.cm-link': {
    color: 'var(--link)',
    textDecoration: 'underline',
    textUnderlineOffset: '2px',
    cursor: 'pointer'
  },
  '.cm-link-none': { textDecorationStyle: 'dashed' },
  '.cm-tag': { color: 'var(--link)', cursor: 'pointer' },
  '.cm-footnote': { fontSize: '.8em', verticalAlign: 'super', color: 'var(--link)' },
  '.cm-footnote-number': { color: 'var(--ink-2)', paddingInlineEnd: '.3em' },
  '.cm-formula': { cursor: 'text' },
  // A block in a line would have an empty line on either side.
  '.cm-formula-apart': { display: 'inline-block', width: '100%', verticalAlign: 'top' },
  '.cm-picture': { display: 'inline-block', maxWidth: '100%', verticalAlign: 'bottom' },
  '.cm-bullet': { color: 'var(--ink-2)' },
  '.cm-task': { width: '15px', height: '15px', margin: '0 4px 0 0', verticalAlign: '-2px' },
  '.cm-rule': {
    display: 'inline-block',
    width: '100%',
    borderTop: '1px solid var(--line-strong)',
    height: '.3em'
  },
  '.cm-image': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--r-s)',
    padding: '1px 6px',
    color: 'var(--ink-2)'
  },
  '.cm-table': { overflowX: 'auto', padding: '2px 0' },
  '.cm-table table': { borderCollapse: 'collapse', font: '400 .9em/1.4 var(--font-ui)' },
  '.cm-table th, .cm-table td': { border: '1px solid var(--line)', padding: '3px 9px', textAlign: 'start' },
  '.cm-table p': { margin: '0' },
  '.cm-tooltip': {
    border: '0',
    borderRadius: 'var(--r-m)',
    backgroundColor: 'var(--bg-raised)',
    boxShadow: 'var(--shadow-2)',
    overflow: 'hidden'
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--t-13)',
    maxWidth: 'min(420px, 90vw)',
    maxHeight: '260px',
    padding: '4px'
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '8px',
    alignItems: 'baseline',
    padding: '4px 9px',
    borderRadius: 'var(--r-s)',
    color: 'var(--ink)'
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--bg-select)',
    color: 'var(--ink)'
  },
  '.cm-completionLabel': { flex: '1', overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-completionDetail': { color: 'var(--ink-2)', fontStyle: 'normal', marginLeft: '0' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '650' }
})
