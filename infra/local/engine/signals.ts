const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const pending = new Set<() => Promise<void>>();

const onSignal = async (name: NodeJS.Signals): Promise<void> => {
  // Another handler ends this process.
  if (process.listenerCount(name) > 1) return;
  await Promise.allSettled([...pending].map((work) => work()));
  process.off(name, onSignal);
  process.kill(process.pid, name);
};

/** Runs the work before SIGINT, SIGTERM or SIGHUP ends this process, unless the process handles the signal itself. */
export function runBeforeSignal(work: () => Promise<void>): () => void {
  if (pending.size === 0) for (const name of SIGNALS) process.on(name, onSignal);
  pending.add(work);
  return () => {
    pending.delete(work);
    if (pending.size === 0) for (const name of SIGNALS) process.off(name, onSignal);
  };
}
