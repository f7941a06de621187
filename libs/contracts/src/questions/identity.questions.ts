import { IsString, IsUUID, ValidateIf } from 'class-validator';
import { defineQuestion } from '../question';

/** Where does this one-time link lead to? */
export class OneTimeLinkQuestion {
  @IsUUID() linkId: string;
}

export class OneTimeLinkAnswer {
  /** Secret: whoever has it can use it. Null if the link is used, over or unknown. */
  @ValidateIf((_, value) => value !== null)
  @IsString()
  url: string | null;
}

/** Tells the address of a one-time link, for the mail that carries it. Answered by identity. */
export const oneTimeLinkAddress = defineQuestion(
  'ask.identity.one-time-link.v1',
  OneTimeLinkQuestion,
  OneTimeLinkAnswer,
  {
    question: { linkId: '0198c0de-0000-7000-8000-000000000004' },
    answer: { url: 'https://shop.example.com/password#token' },
  },
);
