export * from './client';
export * from './shop';
export * from './shopper';
