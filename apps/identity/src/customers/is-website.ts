import { IsUrl } from 'class-validator';

/** The address of a web site, with `http://` or `https://`. */
export const IsWebsite = (): PropertyDecorator =>
  IsUrl(
    { protocols: ['http', 'https'], require_protocol: true },
    {
      message: ({ property }) => `${property} must be the address of a web site, such as https://example.com`,
    },
  );
