import type { MoveClockBody } from './test-clock.bodies';

/** How far the time is to be moved, given the real time; undefined when the body says none or both. */
export function offsetOf({ offsetMs, now }: MoveClockBody, realNow: Date): number | undefined {
  if ((offsetMs === undefined) === (now === undefined)) return undefined;
  return now === undefined ? offsetMs : new Date(now).getTime() - realNow.getTime();
}
