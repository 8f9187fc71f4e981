// What Next.js declares for style sheets and pictures; its own next-env.d.ts appears only with the first build.
/// <reference types="next" />
/// <reference types="next/image-types/global" />
