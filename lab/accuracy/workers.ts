/** Runs tasks a few at a time and gives their results in the order of the tasks. Used by the accuracy run. */

/** Results in the order of the tasks; a task that throws ends the run. */
export async function inOrder<T>(tasks: readonly (() => Promise<T>)[], atOnce: number): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < tasks.length) {
      const index = next;
      next += 1;
      results[index] = await tasks[index]();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, worker));
  return results;
}
