import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Runs the work under a lock on the folder, among the processes of this machine. The lock is a socket in Linux's
 * abstract namespace: the kernel grants it to one process and frees it when that process ends, so that it is never
 * stale.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const address = `\0houfu-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  const release = await acquireLock(address);
  try {
    return await work();
  } finally {
    release();
  }
}

const acquireLock = async (address: string): Promise<() => void> => {
  for (;;) {
    const waiting = new Set<Socket>();
    const server = createServer((socket) => {
      waiting.add(socket);
      // A waiting process may die.
      socket.on('error', () => {});
    });
    if (await tryListen(server, address)) {
      return () => {
        server.close();
        for (const socket of waiting) socket.destroy();
      };
    }
    await waitForRelease(address);
  }
};

const tryListen = async (server: Server, address: string): Promise<boolean> => {
  server.listen(address);
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
};

/** Resolves when the lock is released: the connection to its holder ends then. */
const waitForRelease = (address: string): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(address);
    socket.on('error', () => {});
    socket.on('close', () => resolve());
  });
