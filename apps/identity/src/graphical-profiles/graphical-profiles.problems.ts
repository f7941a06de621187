import { defineProblem } from '@clientele/contracts';

export class GraphicalProfileNotFound extends defineProblem(
  'not-found',
  'graphical-profile-not-found',
  'There is no such graphical profile',
) {}

/** The customer, the group, the segment or the shop has a graphical profile. */
export class GraphicalProfileExists extends defineProblem(
  'conflict',
  'graphical-profile-exists',
  'There is a graphical profile already',
) {}

/** The file is no picture in PNG, JPEG, GIF or WebP, or it cannot be decoded. */
export class LogoNotValid extends defineProblem('invalid', 'logo-not-valid', 'The logo is not a picture') {}
