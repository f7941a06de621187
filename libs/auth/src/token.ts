/** Who issues access tokens and whom they are for (RFC 9068). */
export const TOKEN_ISSUER = 'clientele';
export const TOKEN_AUDIENCE = 'clientele';

/** The one kind of token and signature that is accepted, whatever a token says of itself (RFC 8725, 3.1). */
export const TOKEN_TYPE = 'at+jwt';
export const TOKEN_ALGORITHM = 'ES256';

/** How long an access token lives. Short, as it cannot be taken back. */
export const TOKEN_SECONDS = 300;
