import { Merges } from '@clientele/merging';
import { mergedPurchases } from '../purchases/merged-purchases';

/** What customers have here, and hand over when they are merged. */
export const belongings = new Merges([mergedPurchases]);
