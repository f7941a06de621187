import { afterAnswer, afterReply, changesOf } from './thread.domain';

const now = new Date('2026-11-22T10:00:00Z');
const earlier = new Date('2026-11-21T10:00:00Z');

describe('changesOf', () => {
  const thread = { status: 'open', assigneeId: 'anna', subject: 'My order' } as const;

  it('names what changes, and from what', () => {
    expect(changesOf(thread, { status: 'closed', assigneeId: null })).toEqual({
      status: { from: 'open', to: 'closed' },
      assigneeId: { from: 'anna', to: null },
    });
  });

  it('is empty when nothing changes', () => {
    expect(changesOf(thread, { ...thread })).toEqual({});
    expect(changesOf(thread, {})).toEqual({});
  });
});

describe('afterReply', () => {
  it('puts the first employee who replies in charge', () => {
    expect(afterReply({ assigneeId: null, firstResponseAt: null }, 'anna', now)).toEqual({
      assigneeId: 'anna',
      unread: false,
      firstResponseAt: now,
      lastMessageAt: now,
    });
  });

  it('leaves in charge who is, and the first response where it was', () => {
    expect(afterReply({ assigneeId: 'bo', firstResponseAt: earlier }, 'anna', now)).toMatchObject({
      assigneeId: 'bo',
      firstResponseAt: earlier,
    });
  });
});

describe('afterAnswer', () => {
  it('opens a closed thread again', () => {
    expect(afterAnswer({ status: 'closed' }, now)).toEqual({
      status: 'open',
      unread: true,
      lastMessageAt: now,
    });
  });

  it.each(['open', 'pending-1', 'pending-2'] as const)('leaves a thread that is %s as it is', (status) => {
    expect(afterAnswer({ status }, now)).toMatchObject({ status });
  });
});
