fn main() {
    let rt = pyobject::Runtime::new();
    let mut session = pyobject::python::Session::passing(&rt);
    let source = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let output = session.exec(&source, "script.py");
    drop(session);
    println!("{output:?}");
    println!("{:?}", pyobject::Runtime::finish(rt));
}
