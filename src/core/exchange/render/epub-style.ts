/** The look of an EPUB. Faces, sizes and colours of the text are the reader's to choose. */
export const EPUB_STYLE = `h1, h2, h3, h4, h5, h6 { line-height: 1.2; page-break-after: avoid; }
h1 { font-size: 1.5em; }
h2 { font-size: 1.25em; }
h3, h4, h5, h6 { font-size: 1.05em; }
p { margin: 0.5em 0; }
.about, .tags { font-size: 0.9em; }
.entry { margin: 1.8em 0; }
.reference { margin-left: 1.5em; text-indent: -1.5em; }
.reference[dir="rtl"] { margin-left: 0; margin-right: 1.5em; }
.beside { margin-left: 1.5em; }
li > p { margin: 0.3em 0; }
.label { font-weight: bold; }
.quote { margin: 0.8em 0; padding: 0 0.8em; border: 0 solid #999; border-left-width: 3px; }
.quote[dir="rtl"] { border-left-width: 0; border-right-width: 3px; }
.amber { border-color: #b8860b; }
.green { border-color: #2f7148; }
.blue { border-color: #2c6797; }
.rose { border-color: #a13f51; }
.remark { margin: 0 1em; }
.sc { font-variant: small-caps; }
code { font-family: monospace; }
pre { white-space: pre-wrap; font-size: 0.85em; }
table { border-collapse: collapse; }
th, td { padding: 0.2em 0.6em; border: 1px solid #999; text-align: left; vertical-align: top; }
img { max-width: 100%; }
a { overflow-wrap: break-word; }
`
