import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Runs the work while no other process of this machine runs work on the same folder. The lock is a socket in
 * Linux's abstract namespace: the kernel gives it to one process and takes it back when that process ends,
 * however it ends, so a lock can never be stale.
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
      // Who waits may die meanwhile.
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

/** A connection to the holder ends when the lock is released. */
const waitForRelease = (address: string): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(address);
    socket.on('error', () => {});
    socket.on('close', () => resolve());
  });
