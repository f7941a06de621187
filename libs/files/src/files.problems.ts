import { defineProblem } from '@clientele/contracts';

/** The file has more bytes than are allowed here; `maxBytes` says how many those are. */
export class FileTooLarge extends defineProblem('too-large', 'file-too-large', 'The file is too large') {}

export class FileEmpty extends defineProblem('invalid', 'file-empty', 'The file is empty') {}

/** By its content the file is none of the accepted formats, whatever its name says. */
export class FileFormatRefused extends defineProblem(
  'unsupported',
  'file-format-refused',
  'Files of this format are not accepted',
) {}

/** The file would do harm: it is two formats at once, unpacks to far more than it is, or carries a program. */
export class FileHarmful extends defineProblem('invalid', 'file-harmful', 'The file is not accepted') {}

/** The virus scanner found something. */
export class FileInfected extends defineProblem('invalid', 'file-infected', 'The file carries a virus') {}

/** The virus scanner does not answer, and nothing is accepted that it has not seen. */
export class ScannerUnavailable extends defineProblem(
  'unavailable',
  'scanner-unavailable',
  'Files cannot be scanned for viruses now',
) {}

/** The store of files does not answer. */
export class FilesUnavailable extends defineProblem(
  'unavailable',
  'files-unavailable',
  'Files cannot be stored or read now',
) {}
