//! `wiretype explain-type`.

use crate::project::Project;

const SHOP: &str = "openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /orders:
    get:
      operationId: listOrders
      responses: {'200': {description: All., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}}}}
components:
  schemas:
    Order:
      type: object
      properties:
        id: {type: string, readOnly: true}
        lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
    Line: {type: object, properties: {price: {$ref: '#/components/schemas/Price'}, old: {anyOf: [{$ref: '#/components/schemas/Price'}, {type: 'null'}]}}}
    Price: {type: object, properties: {amount: {type: number}}}
    Alone: {type: string, enum: [a, b]}
";

#[test]
fn the_shortest_way_is_shown() {
    let project = Project::new(&[("shop.yaml", SHOP)]);
    let told = project.run("explain-type Price shop.yaml").expect(0, &[]).stdout;
    let wanted = "Price, shop.yaml:16:12

why it is generated
  GET /orders (listOrders)
    answer 200, application/json
    items: Order
    property \"lines\"
    items: Line
    property \"price\": Price

what it becomes
  struct Price, 1 field

who uses it
  Line: property \"price\"
  Line: property \"old\", alternative
";
    assert_eq!(told, wanted);
    project.run("explain-type Alone shop.yaml").expect(0, &["no operation reaches it", "enum Alone, 2 values", "nobody"]);
    project.run("explain-type Pric shop.yaml").expect(2, &["E0533", "did you mean `Price`?"]);
    project.run("explain-type Price shop.yaml --exclude type:Line").expect(0, &["no operation reaches it"]);
}
