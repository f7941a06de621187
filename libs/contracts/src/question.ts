/** A question one service answers to others: its subject, and the classes that validate both sides. */
export interface QuestionContract<Q extends object = object, A extends object = object> {
  /** `ask.<service>.<what>.v<N>`; outside every stream, so that questions are not kept. */
  readonly subject: string;
  readonly question: new () => Q;
  readonly answer: new () => A;
}

/** Declares a question. */
export const defineQuestion = <Q extends object, A extends object>(
  subject: `ask.${string}.${string}.v${number}`,
  question: new () => Q,
  answer: new () => A,
): QuestionContract<Q, A> => ({ subject, question, answer });
