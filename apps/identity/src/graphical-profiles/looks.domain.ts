/** What a graphical profile says; what it leaves open another one may say. */
export interface Looks {
  readonly colours: Readonly<Record<string, string>>;
  readonly fonts: Readonly<Record<string, string>>;
  readonly headerText: Readonly<Record<string, string>>;
  readonly custom: Readonly<Record<string, string>>;
  readonly logo: LogoLooks | null;
}

/** A picture and its size. */
export interface LogoLooks {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

const NOTHING: Looks = { colours: {}, fonts: {}, headerText: {}, custom: {}, logo: null };

/**
 * What several profiles say together, the most specific first: each colour, font and key from the first that has it. The
 * header text is taken whole, as one in another language than the rest would be another text.
 */
export const looksOf = (profiles: readonly Looks[]): Looks =>
  profiles.reduceRight<Looks>(
    (general, special) => ({
      colours: { ...general.colours, ...special.colours },
      fonts: { ...general.fonts, ...special.fonts },
      custom: { ...general.custom, ...special.custom },
      headerText: Object.keys(special.headerText).length > 0 ? special.headerText : general.headerText,
      logo: special.logo ?? general.logo,
    }),
    NOTHING,
  );
