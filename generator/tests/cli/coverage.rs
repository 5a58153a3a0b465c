//! `wiretype coverage`.

use crate::project::Project;

const SHOP: &str = "openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /orders:
    post:
      requestBody: {content: {multipart/form-data: {schema: {type: object}}}}
      responses: {'204': {description: Done., content: {application/xml: {schema: {type: object}}}}}
components:
  schemas:
    Order:
      type: object
      properties:
        id: {type: string, maxLength: 5}
        any: {}
        mixed: {enum: [1, a]}
        some: {type: array, contains: {const: 1}}
";

#[test]
fn every_place_is_accounted_for() {
    let project = Project::new(&[("shop.yaml", SHOP)]);
    let told = project.run("coverage shop.yaml").expect(0, &[]).stdout;
    let wanted = "shop.yaml:6:7: raw: POST /orders, request body, multipart/form-data: the parts are checked, but not typed
shop.yaml:7:26: raw: POST /orders, answer 204, application/xml: XML is given as text
shop.yaml:7:57: limitation[L0054]: a typed XML body is not supported: it is given as text
shop.yaml:15:16: raw: Order.mixed: listed values that are not all of one simple type
shop.yaml:16:15: interpreted: Order.some: `contains`
shop.yaml: 2 represented, 1 ruled, 1 interpreted, 3 raw, 1 limitations, 0 warnings
";
    assert_eq!(told, wanted);
    project.run("coverage shop.yaml --all").expect(0, &["shop.yaml:13:13: ruled: Order.id: maxLength", "represented: Order.any\n"]);
    let json = project.run("coverage shop.yaml --format json").expect(0, &[]).stdout;
    let lines: Vec<serde_json::Value> = json.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let raw = lines.iter().find(|line| line["what"] == "Order.mixed").expect("a raw member");
    assert_eq!((raw["status"].as_str(), raw["line"].as_u64()), (Some("raw"), Some(15)));
    assert_eq!(raw["pointer"], "/components/schemas/Order/properties/mixed");
    assert_eq!(lines.last().map(|line| line["totals"]["raw"].clone()), Some(3.into()));
}

#[test]
fn nothing_is_called_better_than_it_is() {
    let shop = "openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /orders:
    post:
      parameters: [{name: n, in: query, schema: {type: integer, minimum: 3}}]
      requestBody:
        content:
          application/json: {schema: {type: array, maxItems: 3, items: {$ref: '#/components/schemas/Order'}}}
          application/cbor: {schema: {$ref: '#/components/schemas/Order'}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    Order:
      type: object
      properties:
        left: {$ref: '#/components/schemas/Person'}
        all: {type: array, items: {$ref: '#/components/schemas/Person'}}
        gone: {$ref: '#/components/schemas/Persons'}
        free: {type: string, pattern: '(['}
        step: {type: number, multipleOf: 0}
        kind: {$ref: '#/components/schemas/Kind'}
    Person: {type: object, properties: {name: {type: string}}}
    Kind: {type: string}
";
    let project = Project::new(&[("shop.yaml", shop)]);
    let wanted = [
        "shop.yaml:6:7: raw: POST /orders, request body, application/cbor: the bytes of this media type are not read\n",
        "shop.yaml:6:7: ruled: POST /orders, request body, application/json: maxItems\n",
        "shop.yaml:6:20: ruled: POST /orders, parameter \"n\": minimum\n",
        "shop.yaml:17:15: raw: Order.left: the type was left out\n",
        "shop.yaml:18:14: raw: Order.all: the type was left out\n",
        "shop.yaml:19:15: raw: Order.gone: there is a mistake in the document\n",
        "shop.yaml:20:15: represented: Order.free\n",
        "shop.yaml:21:15: represented: Order.step\n",
        "shop.yaml:22:15: represented: Order.kind\n",
    ];
    project.run("coverage shop.yaml --all --keep-going --exclude type:Person").expect(0, &wanted);
}

#[test]
fn what_is_not_wanted_can_be_denied() {
    let project = Project::new(&[("shop.yaml", SHOP)]);
    for deny in ["raw", "interpreted", "limitations", "L0054", "warnings --deny raw"] {
        project.run(&format!("coverage shop.yaml --deny {deny}")).expect(1, &["2 represented"]);
    }
    project.run("coverage shop.yaml --deny warnings --deny W0004").expect(0, &[]);
    project.run("coverage shop.yaml --deny row").expect(2, &["E0510", "no code `row`"]);
}
