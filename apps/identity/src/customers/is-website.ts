import { IsUrl } from 'class-validator';

const OPTIONS = { protocols: ['http', 'https'], require_protocol: true };

const message = ({ property }: { readonly property: string }): string =>
  `${property} must be the address of a web site, such as https://example.com`;

/** The address of a web site, with `http://` or `https://`. */
export const IsWebsite = (): PropertyDecorator => IsUrl(OPTIONS, { message });

/** The same of a site that paths are added to: no query, no fragment, nobody's password; on any host of a network. */
export const IsSiteAddress = (): PropertyDecorator =>
  IsUrl(
    {
      ...OPTIONS,
      ...{ require_tld: false, allow_query_components: false, allow_fragments: false, disallow_auth: true },
    },
    { message },
  );
