import type { FastifyRequest } from 'fastify';
import type { ProblemDetails } from './problem-details';

/** Titles by code, for one language. */
export type Titles = Readonly<Record<string, string>>;

const catalogues = new Map<string, Titles>();

/**
 * Adds the titles of a language (BCP 47, such as `nb`).
 * @public
 */
export function addTitles(language: string, titles: Titles): void {
  catalogues.set(language, { ...catalogues.get(language), ...titles });
}

/** The title in the first language of `Accept-Language` that has one; English otherwise. */
export function translateTitle({ code, title }: ProblemDetails, request: FastifyRequest): string {
  const accepted = request.headers['accept-language'];
  if (!accepted || catalogues.size === 0) return title;
  for (const range of accepted.split(',')) {
    const language = range.trim().split(/[;-]/)[0]?.toLowerCase() ?? '';
    if (language === 'en') return title;
    const translated = catalogues.get(language)?.[code];
    if (translated) return translated;
  }
  return title;
}
