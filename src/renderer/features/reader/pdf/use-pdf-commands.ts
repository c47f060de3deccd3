/** What only the pages of a PDF can do, by key and in the palette. */
import { useCommands, type Command } from '../../../ui/commands'
import type { PdfMode } from './pdf-bar'
import type { AreaMode } from './use-area'

export interface PdfActions {
  page(by: 1 | -1): void
  zoom(by: 1 | -1 | 'width' | 'page'): void
  twoUp(): void
  rotate(): void
  goBack: (() => void) | undefined
  mode(mode: PdfMode): void
  save(): void
  area: AreaMode
}

export function usePdfCommands(on: PdfActions): void {
  const { area } = on
  const command = (
    id: string,
    title: string,
    keys: string[],
    run: () => void,
    more: Partial<Command> = {}
  ): Command => ({ id: `pdf.${id}`, title, group: 'PDF pages', keys, run, scope: 'reader', ...more })
  const inArea = { hidden: true, enabled: area.area !== undefined }
  useCommands([
    command('next', 'Next page', ['PageDown'], () => on.page(1), { hidden: true }),
    command('previous', 'Previous page', ['PageUp'], () => on.page(-1), { hidden: true }),
    command('larger', 'Zoom in', ['='], () => on.zoom(1)),
    command('smaller', 'Zoom out', ['-'], () => on.zoom(-1)),
    command('width', 'Fit the width', ['w', '0'], () => on.zoom('width')),
    command('fit', 'Fit the page', ['Shift+W'], () => on.zoom('page')),
    command('two', 'Two pages side by side', ['d'], on.twoUp),
    command('rotate', 'Rotate the pages', ['Shift+R'], on.rotate),
    command('return', 'Back to where the link was', ['Shift+B'], () => on.goBack?.(), {
      enabled: on.goBack !== undefined
    }),
    command('save', 'Save a copy with highlights and notes', ['$mod+S'], on.save, { inFields: true }),
    command('text', 'Read the PDF as text', ['Shift+T'], () => on.mode('text')),
    command('area', 'Highlight a part of the page', ['Shift+A'], area.begin),
    command('area-up', 'Part of the page: up', ['ArrowUp'], () => area.move(0, -1), inArea),
    command('area-down', 'Part of the page: down', ['ArrowDown'], () => area.move(0, 1), inArea),
    command('area-left', 'Part of the page: left', ['ArrowLeft'], () => area.move(-1, 0), inArea),
    command('area-right', 'Part of the page: right', ['ArrowRight'], () => area.move(1, 0), inArea),
    command('area-lower', 'Part of the page: lower', ['Shift+ArrowUp'], () => area.size(0, -1), inArea),
    command('area-higher', 'Part of the page: higher', ['Shift+ArrowDown'], () => area.size(0, 1), inArea),
    command(
      'area-narrower',
      'Part of the page: narrower',
      ['Shift+ArrowLeft'],
      () => area.size(-1, 0),
      inArea
    ),
    command('area-wider', 'Part of the page: wider', ['Shift+ArrowRight'], () => area.size(1, 0), inArea)
  ])
}
