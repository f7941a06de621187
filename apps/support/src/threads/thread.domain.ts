/** Where a thread stands; what the two pending ones mean is the shop's affair. */
export const THREAD_STATUSES = ['open', 'closed', 'pending-1', 'pending-2'] as const;
export type ThreadStatus = (typeof THREAD_STATUSES)[number];

/** What can be changed of a thread and is kept in its history. */
export interface ThreadEdits {
  readonly status?: ThreadStatus;
  readonly assigneeId?: string | null;
  readonly subject?: string;
}

/** What was changed, from what, to what. */
export type ThreadChanges = {
  readonly [F in keyof ThreadEdits]?: { readonly from: ThreadEdits[F]; readonly to: ThreadEdits[F] };
};

type Editable = Required<ThreadEdits>;

/** What edits really change. */
export function changesOf(thread: Editable, edits: ThreadEdits): ThreadChanges {
  const { status, assigneeId, subject } = edits;
  return {
    ...(status !== undefined && status !== thread.status && { status: { from: thread.status, to: status } }),
    ...(assigneeId !== undefined &&
      assigneeId !== thread.assigneeId && { assigneeId: { from: thread.assigneeId, to: assigneeId } }),
    ...(subject !== undefined &&
      subject !== thread.subject && { subject: { from: thread.subject, to: subject } }),
  };
}

/** A thread after a message of the shop: the first employee who replies takes charge. */
export const afterReply = (
  thread: { readonly assigneeId: string | null; readonly firstResponseAt: Date | null },
  employeeId: string | null,
  now: Date,
) => ({
  assigneeId: thread.assigneeId ?? employeeId,
  unread: false,
  firstResponseAt: thread.firstResponseAt ?? now,
  lastMessageAt: now,
});

/** A thread after a message of the customer: a closed one is open again. */
export const afterAnswer = (thread: { readonly status: ThreadStatus }, now: Date) => ({
  status: thread.status === 'closed' ? ('open' as const) : thread.status,
  unread: true,
  lastMessageAt: now,
});
