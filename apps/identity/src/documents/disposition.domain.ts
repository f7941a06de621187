/** `Content-Disposition` of a file to be saved (RFC 6266): the name in ASCII for old clients, and as it is. */
export const dispositionOf = (name: string): string =>
  `attachment; filename="${asciiOf(name)}"; filename*=UTF-8''${percentEncoded(name)}`;

const asciiOf = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]|["\\%]/gu, '_');

// RFC 5987: what encodeURIComponent leaves and the header does not allow.
const percentEncoded = (name: string): string =>
  encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
