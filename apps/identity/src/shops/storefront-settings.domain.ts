/** How the customer that is acted for is shown in the header of the storefront. */
export const HEADER_FORMATS = ['hidden', 'name', 'company', 'number', 'name-and-company'] as const;
export type HeaderFormat = (typeof HEADER_FORMATS)[number];

/** Parts that the form of a customer can have in the storefront. */
export const CUSTOMER_FORM_PARTS = [
  'personal',
  'company',
  'consents',
  'addresses',
  'contacts',
  'documents',
  'limits',
] as const;
export type CustomerFormPart = (typeof CUSTOMER_FORM_PARTS)[number];
