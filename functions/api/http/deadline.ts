import { Busy } from '../../../shared/faults.ts';

/** What a piece of work comes to, or `Busy` where that takes longer; `giveUp` then ends what it still does. */
export const withDeadline = async <T>(ms: number, work: Promise<T>, giveUp = () => {}): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Busy('deadline'));
      giveUp();
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
