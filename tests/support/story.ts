// What most tests begin with: a world, and the people of the story in it.
import { storyPeople, type TestWorld, testWorld } from "./world";

export type Story = Awaited<ReturnType<typeof storyPeople>>;

/** On the worker's database as it is: for a whole file, or after `emptyTestDb()` for one test. */
export async function storyWorld(): Promise<{ world: TestWorld; story: Story }> {
  const world = await testWorld();
  return { world, story: await storyPeople(world) };
}
