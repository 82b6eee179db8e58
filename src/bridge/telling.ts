/**
 * Much can change at once, and each time the worker would be asked.
 * @param work must not fail
 * @returns runs it once at a time; whoever asks meanwhile is answered by one more run
 */
export function createTelling(work: () => Promise<void>): () => void {
  let isRunning = false;
  let isAsked = false;
  const run = async () => {
    isRunning = true;
    while (isAsked) {
      isAsked = false;
      await work();
    }
    isRunning = false;
  };
  return () => {
    isAsked = true;
    if (!isRunning) void run();
  };
}
