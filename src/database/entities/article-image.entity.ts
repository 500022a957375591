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
  },
  indexes: [{ name: "article_images_of_image", properties: ["image", "article"] }],
});

/** A picture that leads a story or stands in its body: whoever may see that there may see it. */
export class ArticleImage extends ArticleImageSchema.class {}
ArticleImageSchema.setClass(ArticleImage);
