/** The system's own dialogs. */
import type { BrowserWindow, Dialog } from 'electron'

/** Asks for any folder; null when the person thinks better of it. */
export async function askForFolder(
  dialog: Dialog,
  window: BrowserWindow | undefined,
  title: string
): Promise<string | null> {
  const options: Electron.OpenDialogOptions = { title, properties: ['openDirectory', 'createDirectory'] }
  const chosen = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
  return chosen.canceled ? null : (chosen.filePaths[0] ?? null)
}

/** Asks for a library folder; null when the person thinks better of it. */
export async function askForLibraryFolder(
  dialog: Dialog,
  window: BrowserWindow | undefined,
  current: string
): Promise<string | null> {
  const options: Electron.OpenDialogOptions = {
    title: 'Open a Carrel library',
    message: 'Choose a library folder, or an empty folder for a new library.',
    buttonLabel: 'Open library',
    defaultPath: current,
    properties: ['openDirectory', 'createDirectory', 'promptToCreate']
  }
  const chosen = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
  return chosen.canceled ? null : (chosen.filePaths[0] ?? null)
}

/** The library could not be opened: what now? */
export async function askAfterFailure(
  dialog: Dialog,
  folder: string,
  reason: string
): Promise<'choose' | 'retry' | 'quit'> {
  const answers = ['choose', 'retry', 'quit'] as const
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Carrel',
    message: 'The library could not be opened.',
    detail: `${reason}\n\nFolder: ${folder}\nNothing in it was changed.`,
    buttons: ['Choose another folder…', 'Try again', 'Quit'],
    defaultId: 0,
    cancelId: 2,
    noLink: true
  })
  return answers[response] ?? 'quit'
}

/** Another library was asked for and could not be opened; the one from before stays open. */
export async function tellSwitchFailed(
  dialog: Dialog,
  window: BrowserWindow | undefined,
  folder: string,
  reason: string
): Promise<void> {
  const options: Electron.MessageBoxOptions = {
    type: 'warning',
    title: 'Carrel',
    message: 'That folder could not be opened as a library.',
    detail: `${reason}\n\nFolder: ${folder}\nThe library you had open is open again.`,
    buttons: ['OK'],
    noLink: true
  }
  await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))
}

/** The disk refuses and changes are only in memory: true when the person leaves all the same. */
export function leaveUnsaved(dialog: Dialog, window: BrowserWindow): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: 'warning',
    title: 'Carrel',
    message: 'Some changes are not saved yet.',
    detail:
      'The disk refused them, and they are only in memory. Go back to try again or to save a copy of them.',
    buttons: ['Go back', 'Close and lose them'],
    defaultId: 0,
    cancelId: 0,
    noLink: true
  })
  return answer === 1
}
