/** What is kept of companies only. */
export const COMPANY_FIELDS = [
  'company',
  'registrationNumber',
  'activityCode',
  'vatNumber',
  'website',
  'allowedOutstanding',
  'maximumPaymentDays',
  'riskRating',
] as const;

/** Some of it, and what kind of customer it is of. */
export type CompanyData = Partial<
  Readonly<Record<(typeof COMPANY_FIELDS)[number], unknown>> & { readonly kind: 'individual' | 'company' }
>;

/** The fields by which data is of a company; taking one away is not. */
export const companyFieldsIn = (data: CompanyData): readonly string[] => [
  ...(data.kind === 'company' ? ['kind'] : []),
  ...COMPANY_FIELDS.filter((field) => data[field] !== undefined && data[field] !== null),
];
