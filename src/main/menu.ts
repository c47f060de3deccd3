/** The application menu. Its own items run commands of the page's registry, by id. */
import type { MenuItemConstructorOptions } from 'electron'

/** `run` sends a `command` event to the page. */
export function menuTemplate(
  platform: NodeJS.Platform,
  run: (command: string) => void
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'

  const command = (
    id: string,
    label: string,
    accelerator?: string,
    /** The page listens to this key itself: the menu only shows it, or it would run twice. */
    own: 'menu' | 'page' = 'page'
  ): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: own === 'menu' }),
    click: () => run(id)
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const settings = command('app.settings', 'Settings…', 'CmdOrCtrl+,')

  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      line,
      settings,
      line,
      { role: 'services' },
      line,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      line,
      { role: 'quit' }
    ]
  }
  return [
    ...(mac ? [appMenu] : []),
    {
      label: '&File',
      submenu: [
        command('app.add', '&Add…', 'CmdOrCtrl+N', 'menu'),
        command('app.palette', 'Go to or &Do…', 'CmdOrCtrl+K'),
        ...(mac ? [line, { role: 'close' as const }] : [line, settings, line, { role: 'quit' as const }])
      ]
    },
    {
      label: '&Edit',
      submenu: [
        command('app.undo', '&Undo Last Action'),
        command('app.redo', '&Redo Last Action'),
        line,
        // Inside text fields. On a Mac these keys work there only because the menu has them.
        { role: 'undo', label: 'Undo Typing' },
        { role: 'redo', label: 'Redo Typing' },
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        line,
        command('reader.find', '&Find in Article', 'CmdOrCtrl+F')
      ]
    },
    {
      label: '&View',
      submenu: [
        command('view.library', '&Library Pane'),
        command('view.notes', '&Notes Margin'),
        command('view.focus', '&Focus on Reading'),
        line,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        line,
        { role: 'togglefullscreen' }
      ]
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [command('app.keys', '&Keyboard Shortcuts')] }
  ]
}
