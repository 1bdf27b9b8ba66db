/** The one style sheet of the help pages, served as /help/style.css: light and dark, 320 px to wide, paper. */
import { ARTICLE } from './style/article.ts';
import { FRAME } from './style/frame.ts';
import { FRONT } from './style/front.ts';
import { PICTURE } from './style/picture.ts';
import { TOKENS } from './style/tokens.ts';

export const HELP_STYLE = TOKENS + FRAME + ARTICLE + FRONT + PICTURE;
