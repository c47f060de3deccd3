/**
 * The folder that a browser saves beside a page: `Page_files`, `Page-Dateien`, `Page.fld`. The endings are those that
 * Windows documents as “connected files” (and browsers write); any other folder of a like name is the person's own,
 * and what lies in it must not be taken for parts of the page.
 */
const ENDING =
  /[_.\- ](?:files|dateien|bestanden|archivos|arquivos|fichiers|ficheiros|filer|file|tiedostot|soubory|súbory|elemei|fájlok|pliki|datoteke|dosyalar|fitxers|failid|fails|bylos|fajlovi|fitxategiak|fișiere|файлы|файли|αρχεία|ファイル|文件|檔案|파일|fld)$/iu

/** What the page beside such a folder is called, without its ending; undefined: it is no such folder. */
export function pageOfConnectedFolder(folder: string): string | undefined {
  const stem = folder.normalize('NFC').replace(ENDING, '')
  return stem === '' || stem.length === folder.normalize('NFC').length ? undefined : stem
}
