// Runs before every test file: workers and what they have imported live on from file to file, their databases' connections do not.
import { afterAll } from "vitest";
import { closeTestDb } from "./database";

afterAll(closeTestDb);
