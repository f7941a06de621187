import { defineProblem } from '@clientele/contracts';

export class TitleNotFound extends defineProblem('not-found', 'title-not-found', 'There is no such title') {}

/** Customers or contacts have the title; `replaceWith` names the one they get instead. */
export class TitleInUse extends defineProblem('conflict', 'title-in-use', 'The title is in use') {}

/** The replacement is not there, or is the title itself. */
export class ReplacementUnknown extends defineProblem(
  'invalid',
  'replacement-unknown',
  'There is no such title to replace it with',
) {}

/** Not a PNG, JPEG, GIF or WebP picture, another one than the content type says, damaged, or more than a picture. */
export class PictureNotReadable extends defineProblem(
  'invalid',
  'picture-not-readable',
  'The picture cannot be read',
) {}

/** In its original size a picture has at most 1024 pixels each side; give a box to scale it. */
export class PictureTooLarge extends defineProblem(
  'invalid',
  'picture-too-large',
  'The picture has too many pixels',
) {}

export class PictureNotFound extends defineProblem(
  'not-found',
  'picture-not-found',
  'The title has no picture',
) {}
