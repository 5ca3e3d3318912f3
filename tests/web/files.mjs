// Where the built files are. In: EPIGRAPH_DIST, an absolute path. Out: that, or dist/ at the top of the project.
import { fileURLToPath } from "node:url";

export const distFolder = process.env.EPIGRAPH_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
