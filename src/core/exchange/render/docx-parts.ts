/** The fixed parts of a DOCX: styles under Word's built-in names, so that restyling is done once, and the wiring. */
import { escapeXml, XML } from './package'

export const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

function paragraphStyle(id: string, name: string, based: string, ppr = '', rpr = '', custom = false): string {
  return (
    `<w:style w:type="paragraph"${custom ? ' w:customStyle="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>` +
    `<w:basedOn w:val="${based}"/><w:qFormat/>` +
    `${ppr === '' ? '' : `<w:pPr>${ppr}</w:pPr>`}${rpr === '' ? '' : `<w:rPr>${rpr}</w:rPr>`}</w:style>`
  )
}

const size = (halfPoints: number): string => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`
const indent = (left: number, more = ''): string => `<w:ind w:left="${left}"${more}/>`
const HEADINGS = [30, 26, 23, 22, 22, 22]

export const STYLES =
  `${XML}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr>` +
  '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="SimSun" w:cs="Times New Roman"/>' +
  '<w:sz w:val="22"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>' +
  '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>' +
  paragraphStyle('Title', 'Title', 'Normal', '<w:spacing w:after="240"/>', size(40)) +
  HEADINGS.map((points, i) =>
    paragraphStyle(
      `Heading${i + 1}`,
      `heading ${i + 1}`,
      'Normal',
      `<w:keepNext/><w:spacing w:before="${i === 0 ? 360 : 200}" w:after="80"/>${i > 0 ? indent(567) : ''}<w:outlineLvl w:val="${i}"/>`,
      `<w:b/><w:bCs/>${size(points)}`
    )
  ).join('') +
  paragraphStyle(
    'Bibliography',
    'Bibliography',
    'Normal',
    `<w:spacing w:before="240" w:after="80"/>${indent(567, ' w:hanging="567"')}`
  ) +
  paragraphStyle('Annotation', 'Annotation', 'Normal', indent(567), '', true) +
  paragraphStyle('WhyRead', 'Why Read', 'Annotation', '', '', true) +
  paragraphStyle('EntryMeta', 'Entry Meta', 'Annotation', '', `<w:color w:val="595959"/>${size(19)}`, true) +
  paragraphStyle('Quote', 'Quote', 'Normal', indent(851, ' w:right="284"')) +
  paragraphStyle('Remark', 'Remark', 'Annotation', indent(1134), '<w:color w:val="404040"/>', true) +
  paragraphStyle('ListParagraph', 'List Paragraph', 'Annotation', '<w:contextualSpacing/>') +
  paragraphStyle(
    'TableText',
    'Table Text',
    'Normal',
    '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>',
    '',
    true
  ) +
  paragraphStyle(
    'Code',
    'Code',
    'Annotation',
    '',
    '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>',
    true
  ) +
  paragraphStyle(
    'FootnoteText',
    'footnote text',
    'Normal',
    '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
    size(19)
  ) +
  '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="1E5B4B"/><w:u w:val="single"/></w:rPr></w:style>' +
  '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>' +
  '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>' +
  ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:color="999999"/>`)
    .join('') +
  '</w:tblBorders></w:tblPr></w:style></w:styles>'

function level(i: number, ordered: boolean): string {
  return (
    `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${ordered ? 'decimal' : 'bullet'}"/>` +
    `<w:lvlText w:val="${ordered ? `%${i + 1}.` : '•'}"/><w:lvlJc w:val="left"/>` +
    `<w:pPr>${indent(927 + 360 * i, ' w:hanging="360"')}</w:pPr></w:lvl>`
  )
}

/** List 1 is all bullets; each numbered list is one of its own. `starts`: where each begins. */
export function numbering(starts: readonly number[]): string {
  const abstract = (id: number, ordered: boolean): string =>
    `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${Array.from({ length: 9 }, (_, i) => level(i, ordered)).join('')}</w:abstractNum>`
  const nums = starts.map(
    (start, i) =>
      `<w:num w:numId="${i + 2}"><w:abstractNumId w:val="1"/>${Array.from({ length: 9 }, (_, l) => `<w:lvlOverride w:ilvl="${l}"><w:startOverride w:val="${start}"/></w:lvlOverride>`).join('')}</w:num>`
  )
  return `${XML}<w:numbering ${W}>${abstract(0, false)}${abstract(1, true)}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>${nums.join('')}</w:numbering>`
}

export const SETTINGS =
  `${XML}<w:settings ${W}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>` +
  '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'

export const FOOTER =
  `${XML}<w:ftr ${W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>` +
  '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'

export function footnotesPart(notes: readonly string[]): string {
  return (
    `${XML}<w:footnotes ${W}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` +
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>' +
    `${notes.map((xml, i) => `<w:footnote w:id="${i + 1}">${xml}</w:footnote>`).join('')}</w:footnotes>`
  )
}

const relation = (id: string, type: string, target: string, more = ''): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${escapeXml(target)}"${more}/>`
const relations = (inner: string): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`
const linkRelations = (links: ReadonlyMap<string, string>): string =>
  [...links].map(([url, id]) => relation(id, `${OFFICE}/hyperlink`, url, ' TargetMode="External"')).join('')

/** Footnotes have relations of their own; the same links serve both. */
export const footnoteRelations = (links: ReadonlyMap<string, string>): string =>
  relations(linkRelations(links))

export const documentRelations = (links: ReadonlyMap<string, string>): string =>
  relations(
    [
      ['rS', 'styles'],
      ['rN', 'numbering'],
      ['rT', 'settings'],
      ['rX', 'footnotes'],
      ['rF', 'footer']
    ]
      .map(([id = '', part = '']) => relation(id, `${OFFICE}/${part}`, `${part}.xml`))
      .join('') + linkRelations(links)
  )

export const ROOT_RELATIONS = relations(
  relation('r1', `${OFFICE}/officeDocument`, 'word/document.xml') +
    relation('r2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml')
)

export const CONTENT_TYPES =
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
  [
    ['/word/document.xml', 'officedocument.wordprocessingml.document.main'],
    ...['styles', 'numbering', 'settings', 'footnotes', 'footer'].map((part) => [
      `/word/${part}.xml`,
      `officedocument.wordprocessingml.${part}`
    ]),
    ['/docProps/core.xml', 'package.core-properties']
  ]
    .map(
      ([part = '', type = '']) =>
        `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-${type}+xml"/>`
    )
    .join('') +
  '</Types>'

/** No name of a user, no time of making: the day of the last change that the export shows. */
export function coreProperties(title: string, date: string | undefined): string {
  const time = `${date ?? '1980-01-01'}T00:00:00Z`
  return (
    `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:title>${escapeXml(title)}</dc:title><dc:language>en</dc:language>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified></cp:coreProperties>`
  )
}
