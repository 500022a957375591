import { defineEntity, p } from "@mikro-orm/core";
import { Article } from "./article.entity.ts";
import { Image } from "./image.entity.ts";

export const ArticleImageSchema = defineEntity({
  name: "ArticleImage",
  tableName: "article_images",
  primaryKeys: ["article", "image"],
  properties: {
    article: () => p.manyToOne(Article).primary().ref().deleteRule("cascade"),
    image: () => p.manyToOne(Image).primary().ref(),
    alt: p.text(),
    caption: p.text().nullable(),
    credit: p.text().nullable(),
  },
  indexes: [{ name: "article_images_of_image", properties: ["image", "article"] }],
});

/**
 * The use of a picture in a story, which it leads or in whose body it stands: whoever may see that there may see it. The
 * words belong to the use: another story says others of the same picture.
 */
export class ArticleImage extends ArticleImageSchema.class {}
ArticleImageSchema.setClass(ArticleImage);
