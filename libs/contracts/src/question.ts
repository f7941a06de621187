/** A question one service answers to others: its subject, the classes that validate both sides, and an example. */
export interface QuestionContract<Q extends object = object, A extends object = object> {
  /** `ask.<service>.<what>.v<N>`; outside every stream, so that questions are not kept. */
  readonly subject: string;
  readonly question: new () => Q;
  readonly answer: new () => A;
  readonly example: QuestionExample<Q, A>;
}

/** How a question may be asked and answered. */
export interface QuestionExample<Q extends object, A extends object> {
  readonly question: Q;
  readonly answer: A;
}

const contracts = new Map<string, QuestionContract>();

/** Declares a question. `v1` only ever gains optional fields, on both sides; anything else is a `v2` beside it. */
export function defineQuestion<Q extends object, A extends object>(
  subject: `ask.${string}.${string}.v${number}`,
  question: new () => Q,
  answer: new () => A,
  example: QuestionExample<Q, A>,
): QuestionContract<Q, A> {
  if (contracts.has(subject)) throw new Error(`Two questions have the subject ${subject}.`);
  const contract = { subject, question, answer, example };
  contracts.set(subject, contract);
  return contract;
}

/** Every question of the modules loaded so far. */
export const definedQuestions = (): readonly QuestionContract[] => [...contracts.values()];
