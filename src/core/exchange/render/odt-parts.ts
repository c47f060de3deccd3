/** The fixed parts of an ODT: styles under the names LibreOffice has for them, and the wiring. */
import { escapeXml, QUOTE_COLORS } from './package'

const NAMESPACES =
  ['office', 'style', 'text', 'table', 'meta']
    .map((n) => `xmlns:${n}="urn:oasis:names:tc:opendocument:xmlns:${n}:1.0"`)
    .join(' ') +
  ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
const PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** An office:* document. */
export const odfPart = (root: string, inner: string): string =>
  `${PROLOGUE}<office:${root} ${NAMESPACES} office:version="1.3">${inner}</office:${root}>\n`

/** ODF's names of styles have no spaces; `_20_` is one. */
export const styleName = (shown: string): string => shown.replace(/ /g, '_20_')

function paragraphStyle(shown: string, parent: string, paragraph: string, text = ''): string {
  const name = styleName(shown)
  const level = /^Heading (\d)$/.exec(shown)?.[1]
  const head = `<style:style style:name="${name}" style:display-name="${shown}" style:family="paragraph" style:parent-style-name="${styleName(parent)}"${level === undefined ? '' : ` style:default-outline-level="${level}"`}>`
  const rtl = `<style:style style:name="${name}_rtl" style:display-name="${shown} (right to left)" style:family="paragraph" style:parent-style-name="${name}"><style:paragraph-properties ${mirrored(paragraph)}style:writing-mode="rl-tb" fo:text-align="right"/></style:style>`
  return `${head}<style:paragraph-properties ${paragraph}/>${text === '' ? '' : `<style:text-properties ${text}/>`}</style:style>${rtl}`
}

/** A bar at the left stands at the right of what is written from the right. LibreOffice mirrors margins by itself. */
function mirrored(paragraph: string): string {
  const bar = /fo:border-left="([^"]*)"/.exec(paragraph)?.[1]
  return bar === undefined
    ? ''
    : `fo:border-left="none" fo:padding-left="0cm" fo:border-right="${bar}" fo:padding-right="0.3cm" `
}

const size = (points: number): string =>
  `fo:font-size="${points}pt" style:font-size-asian="${points}pt" style:font-size-complex="${points}pt"`
const HEADINGS = [15, 13, 11.5, 11, 11, 11]

export const STYLES = odfPart(
  'document-styles',
  '<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.21cm" fo:line-height="115%" fo:orphans="2" fo:widows="2"/>' +
    `<style:text-properties fo:font-family="Cambria, 'Noto Serif', serif" style:font-family-asian="'Noto Serif CJK SC', SimSun" style:font-family-complex="'Noto Naskh Arabic', 'Noto Serif Hebrew', 'Times New Roman'" ${size(11)} fo:language="en" fo:country="US"/></style:default-style>` +
    '<style:style style:name="Standard" style:family="paragraph"/>' +
    '<style:style style:name="Standard_rtl" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties style:writing-mode="rl-tb" fo:text-align="right"/></style:style>' +
    paragraphStyle('Title', 'Standard', 'fo:margin-bottom="0.4cm"', size(20)) +
    HEADINGS.map((points, i) =>
      paragraphStyle(
        `Heading ${i + 1}`,
        'Standard',
        `fo:keep-with-next="always" fo:margin-top="${i === 0 ? 0.63 : 0.35}cm"${i > 0 ? ' fo:margin-left="1cm"' : ''}`,
        `fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold" ${size(points)}`
      )
    ).join('') +
    paragraphStyle(
      'Bibliography',
      'Standard',
      'fo:margin-left="1cm" fo:text-indent="-1cm" fo:margin-top="0.42cm" fo:margin-bottom="0.14cm"'
    ) +
    paragraphStyle('Annotation', 'Standard', 'fo:margin-left="1cm"') +
    paragraphStyle('List Contents', 'Standard', 'style:contextual-spacing="true"') +
    paragraphStyle('Table Contents', 'Standard', 'fo:margin-bottom="0cm" fo:line-height="100%"') +
    paragraphStyle(
      'Table Heading',
      'Table Contents',
      'fo:margin-bottom="0cm"',
      'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"'
    ) +
    paragraphStyle('Why Read', 'Annotation', 'fo:margin-left="1cm"') +
    paragraphStyle('Entry Meta', 'Annotation', 'fo:margin-left="1cm"', `fo:color="#595959" ${size(9.5)}`) +
    paragraphStyle('Quotations', 'Standard', 'fo:margin-left="1.5cm" fo:margin-right="0.5cm"') +
    Object.entries(QUOTE_COLORS)
      .map(([color, hex]) =>
        paragraphStyle(
          `Quotations ${color}`,
          'Quotations',
          `fo:margin-left="1.5cm" fo:margin-right="0.5cm" fo:border-left="2.25pt solid #${hex}" fo:padding-left="0.3cm"`
        )
      )
      .join('') +
    paragraphStyle('Remark', 'Annotation', 'fo:margin-left="2cm"', 'fo:color="#404040"') +
    paragraphStyle('Code', 'Annotation', 'fo:margin-left="1cm"', 'fo:font-family="Consolas, monospace"') +
    paragraphStyle('Rule', 'Annotation', 'fo:border-bottom="0.5pt solid #999999"') +
    paragraphStyle('Footnote', 'Standard', 'fo:margin-bottom="0cm"', size(9.5)) +
    '<style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text"><style:text-properties fo:color="#1e5b4b" style:text-underline-style="solid" style:text-underline-width="auto"/></style:style>' +
    `${listStyle('Bullets', false)}${listStyle('Numbers', true)}` +
    '<text:notes-configuration text:note-class="footnote" text:default-style-name="Footnote" style:num-format="1" style:num-suffix=" "/></office:styles>' +
    '<office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2.54cm" fo:margin-left="2.54cm" fo:margin-right="2.54cm" fo:margin-bottom="1.27cm"/><style:footer-style><style:header-footer-properties fo:min-height="1.27cm" fo:margin-top="0.6cm"/></style:footer-style></style:page-layout>' +
    '<style:style style:name="FooterCentre" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/></style:style></office:automatic-styles>' +
    '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1"><style:footer><text:p text:style-name="FooterCentre"><text:page-number text:select-page="current"/></text:p></style:footer></style:master-page></office:master-styles>'
)

function listStyle(name: string, ordered: boolean): string {
  const level = (n: number): string => {
    const place = `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.63cm" fo:margin-left="${(1.63 + 0.63 * (n - 1)).toFixed(2)}cm"/></style:list-level-properties>`
    return ordered
      ? `<text:list-level-style-number text:level="${n}" style:num-format="1" style:num-suffix=".">${place}</text:list-level-style-number>`
      : `<text:list-level-style-bullet text:level="${n}" text:bullet-char="•">${place}</text:list-level-style-bullet>`
  }
  return `<text:list-style style:name="${name}">${Array.from({ length: 10 }, (_, i) => level(i + 1)).join('')}</text:list-style>`
}

const FILES = ['content.xml', 'styles.xml', 'meta.xml']
export const MIME = 'application/vnd.oasis.opendocument.text'
export const MANIFEST =
  `${PROLOGUE}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
  `<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${MIME}"/>` +
  FILES.map((f) => `<manifest:file-entry manifest:full-path="${f}" manifest:media-type="text/xml"/>`).join(
    ''
  ) +
  '</manifest:manifest>\n'

/** No name of a user, no time of making: the day of the last change that the export shows. */
export const metaPart = (title: string, date: string | undefined): string =>
  odfPart(
    'document-meta',
    `<office:meta><dc:title>${escapeXml(title)}</dc:title><dc:language>en</dc:language><dc:date>${date ?? '1980-01-01'}T00:00:00</dc:date></office:meta>`
  )
