/** Every construct an executor can meet, nullable and not, and deep enough to nest. */
export const zooSdl = /* GraphQL */ `
  scalar Fussy
  scalar Anything
  enum Color {
    RED
    GREEN
    BLUE
  }
  input Filter {
    color: Color = RED
    sizes: [Int!]
    nested: Filter
    fussy: Fussy
    name: String!
  }

  interface Being {
    id: ID!
    name: String
    friend: Being
    friends(first: Int = 2): [Being]
  }
  interface Owner {
    id: ID!
    pets: [Pet!]
  }
  union Pet = Cat | Dog
  union Thing = Cat | Robot | Keeper

  type Cat implements Being {
    id: ID!
    name: String
    friend: Being
    friends(first: Int = 2): [Being]
    lives: Int!
    color: Color
    mood: Fussy
    keeper: Keeper!
    plain: String
    plainInt: Int!
    plainBoolean: Boolean
    plainFloat: Float
  }
  type Dog implements Being {
    id: ID!
    name: String
    friend: Being!
    friends(first: Int = 2): [Being!]!
    tricks: [String!]
    grid: [[Int]]
    strictGrid: [[Int!]!]!
    plain: String
    says(loud: Boolean, times: Int! = 1, color: Color): String
  }
  type Robot {
    id: ID!
    serial: Int
    builder: Keeper
    parts: [Robot!]
    twin: Thing!
    colors: [Color]!
    plain: String
  }
  type Keeper implements Being & Owner {
    id: ID!
    name: String
    friend: Being
    friends(first: Int = 2): [Being]
    pets: [Pet!]
    things(filter: Filter, sizes: [Int!] = [1, 2]): [Thing]
    boss: Keeper
    required(filter: Filter!, size: Int!): String
    anything: Anything
    moods: [Fussy!]
    plain: String
  }
  type Query {
    being: Being
    beings: [Being!]!
    thing: Thing
    things(first: Int = 3): [Thing]
    cat: Cat
    dog: Dog!
    robot: Robot
    keeper: Keeper
    grid: [[Cat]]
    strictGrid: [[Keeper!]!]!
    echo(filter: Filter, color: Color, fussy: Fussy, text: String): String
    plain: String
  }
  type Mutation {
    feed(times: Int! = 1): Cat
    rename(name: String): Being
    count: Int!
    grow(filter: Filter!): [Keeper!]
    fail: String
    mustFail: Int!
  }
`;
